use std::future::Future; use std::cell::RefCell; use std::time::Duration;
use tokio::{task, time, spawn, join, try_join, select};
use tokio::time::{sleep, timeout, Instant};
thread_local!{ static T0: RefCell<Option<Instant>> = RefCell::new(None); }
fn l(s: impl std::fmt::Display){ let t=T0.with(|t| t.borrow().unwrap().elapsed()); println!("@{} {}", t.as_millis(), s); }
fn ms(n:u64)->Duration{Duration::from_millis(n)}
struct D(&'static str); impl Drop for D { fn drop(&mut self){ l(format!("drop {}", self.0)); } }
fn run<F: Future<Output=()>>(name:&str, f: F){ println!("== {}", name);
 let rt=tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).rng_seed(tokio::runtime::RngSeed::from_bytes(b"seed")).build().unwrap();
 rt.block_on(async{ T0.with(|t| *t.borrow_mut()=Some(Instant::now())); f.await; }); }
async fn steps(n:&'static str, k:u32){ for i in 0..k { l(format!("{} {}",n,i)); task::yield_now().await; } }
async fn nap(n:&'static str, d:u64)->&'static str { l(format!("{} in",n)); let _d=D(n); sleep(ms(d)).await; l(format!("{} out",n)); n }
mod sync;
fn main(){
 std::panic::set_hook(Box::new(|_|{}));
 run("spawn-order", async { for n in ["a","b","c"] { spawn(async move { l(n); }); } l("main"); task::yield_now().await; l("main again"); });
 run("yield", async { let a=spawn(steps("a",3)); let b=spawn(steps("b",3)); steps("main",2).await; a.await.unwrap(); l("a joined"); b.await.unwrap(); l("b joined"); });
 run("yield-spawn", async { let h=spawn(async { l("a"); spawn(async { l("c"); spawn(async { l("d"); }); }); task::yield_now().await; l("a back"); }); spawn(async { l("b"); }); h.await.unwrap(); l("main"); });
 run("join-rotation", async { join!(steps("a",3), steps("b",3), steps("c",3)); l("end"); });
 run("join-in-task", async { let h=spawn(async { join!(steps("a",2), nap("n",3), steps("b",2)) ; l("joined"); }); spawn(steps("x",4)); h.await.unwrap(); l("end"); });
 run("sleep-order", async { let mut v=vec![]; for (n,d) in [("a",5),("b",3),("c",5),("d",3),("e",0)] { v.push(spawn(nap(n,d))); } for h in v { l(h.await.unwrap()); } });
 run("cascade", async { let a=spawn(async { sleep(ms(100)).await; l("early"); }); sleep(ms(70)).await; l("70"); let b=spawn(async { sleep(ms(30)).await; l("late"); }); a.await.unwrap(); b.await.unwrap(); });
 run("cascade2", async { let mut v=vec![]; for i in 0..4 { v.push(spawn(async move { sleep(ms(130-i*10)).await; l(format!("s{}",i)); sleep(ms(i*10)).await; l(format!("t{}",i)); sleep(ms(4096)).await; l(format!("u{}",i)); })); } for h in v { h.await.unwrap(); } });
 run("sleep-made", async { let s=sleep(ms(10)); sleep(ms(4)).await; l("4"); s.await; l("10"); });
 run("abort", async { let h=spawn(nap("a",5)); let g=spawn(nap("b",5)); task::yield_now().await; l("abort"); h.abort(); l("aborted"); l(h.is_finished()); let e=h.await.unwrap_err(); l(e.is_cancelled()); l(g.await.unwrap()); });
 run("abort-unstarted", async { let h=spawn(nap("a",5)); spawn(async { l("b"); }); h.abort(); l(h.await.is_err()); l("end"); });
 run("abort-woken", async { let h=spawn(nap("a",5)); sleep(ms(5)).await; l("5"); h.abort(); l(h.await.is_err()); });
 run("abort-self-order", async { let mut js=task::JoinSet::new(); let k=js.spawn(async { let _d=D("x"); loop { l("tick"); sleep(ms(2)).await; } }); spawn(async move { sleep(ms(4)).await; l("killer"); k.abort(); task::yield_now().await; l("killer back"); }); l(js.join_next().await.unwrap().map(|_: ()| ()).unwrap_err().is_cancelled()); });
 run("panic", async { let h=spawn(async { let _d=D("p"); sleep(ms(1)).await; if true { panic!("boom"); } }); let e=h.await.unwrap_err(); l(e.is_panic()); });
 run("try-join", async { let r: Result<((),&str),&str> = try_join!(async { sleep(ms(3)).await; l("fails"); Err("boom") }, async { Ok(nap("n",10).await) }); l(r.unwrap_err()); });
 run("try-join-ok", async { let r: Result<(&str,&str),&str> = try_join!(async { Ok(nap("a",2).await) }, async { Ok(nap("b",1).await) }); l(format!("{:?}",r)); });
 run("select-drop", async { select!{ biased; _ = nap("a",5) => l("a"), x = nap("b",3) => l(format!("won {}",x)), _ = nap("c",9) => l("c") } });
 run("select-biased-ready", async { select!{ biased; _ = nap("a",5) => l("a"), _ = async { l("b polled") } => l("won b"), _ = async { l("c polled") } => l("c") } });
 run("select-random", async { for _ in 0..12 { let x = select!{ _ = async {} => 0, _ = async {} => 1, _ = async {} => 2 }; l(x); } });
 run("select-random-task", async { spawn(async { for _ in 0..6 { let x = select!{ _ = async {} => 0, _ = async {} => 1, _ = async {} => 2, _ = async {} => 3 }; l(x); } }).await.unwrap(); });
 run("select-pattern", async { let x = select!{ biased; Some(v) = async { l("none"); None::<u32> } => v, v = async { sleep(ms(2)).await; 7 } => v }; l(x); let y = select!{ biased; Some(v) = async { None::<u32> } => v, else => 9 }; l(y); let z = select!{ biased; _ = async { l("never") }, if false => 1, v = async { 5 } => v }; l(z); });
 run("timeout", async { l(timeout(ms(5), nap("a",3)).await.is_ok()); l(timeout(ms(3), nap("b",5)).await.is_ok()); l(timeout(ms(3), nap("c",3)).await.is_ok()); l(timeout(ms(0), async {}).await.is_ok()); l(timeout(ms(0), nap("d", 1)).await.is_ok()); });
 run("timeout-spawned", async { let h=spawn(async { l(timeout(ms(4), nap("x",4)).await.is_ok()); }); let g=spawn(nap("y",4)); h.await.unwrap(); l(g.await.unwrap()); });
 run("advance", async { time::advance(ms(0)).await; let a=spawn(nap("a",3)); task::yield_now().await; l("adv"); time::advance(ms(5)).await; l("advanced"); l(a.await.unwrap()); });
 run("advance-task", async { let a=spawn(nap("a",3)); let b=spawn(async { task::yield_now().await; l("adv"); time::advance(ms(5)).await; l("advanced"); }); a.await.unwrap(); b.await.unwrap(); });
 run("interval", async { let mut i=time::interval(ms(10)); for _ in 0..3 { let t=i.tick().await; l(format!("tick {}", t.duration_since(T0.with(|t| t.borrow().unwrap())).as_millis())); } sleep(ms(25)).await; for _ in 0..4 { i.tick().await; l("tick"); } i.set_missed_tick_behavior(time::MissedTickBehavior::Skip); sleep(ms(34)).await; for _ in 0..3 { i.tick().await; l("skip"); } i.set_missed_tick_behavior(time::MissedTickBehavior::Delay); sleep(ms(34)).await; for _ in 0..3 { i.tick().await; l("delay"); } sleep(ms(14)).await; for _ in 0..2 { i.tick().await; l("late"); } });
 run("many-61", async { for i in 0..130 { spawn(async move { if i % 20 == 0 { l(i); } }); } for k in 0..5 { l(format!("main {}",k)); task::yield_now().await; } });
 run("main-woken", async { let h=spawn(async { l("t"); }); for i in 0..70 { spawn(async move { if i>56 && i<66 { l(i); } }); } h.await.unwrap(); l("main"); });
 run("budget-join", async { let mut v=vec![]; for _ in 0..300 { v.push(spawn(async {})); } task::yield_now().await; task::yield_now().await;task::yield_now().await;task::yield_now().await;task::yield_now().await;task::yield_now().await; spawn(async { l("other"); }); for (i,h) in v.into_iter().enumerate() { h.await.unwrap(); if i%50==0 { l(i); } } });
 run("budget-sleep0", async { let h=spawn(async { for i in 0..300 { sleep(ms(0)).await; if i%64==0 { l(i); } } }); let g=spawn(steps("g", 4)); h.await.unwrap(); g.await.unwrap(); });
 run("timeout-budget", async { let h=spawn(async { l(timeout(ms(2), async { loop { sleep(ms(0)).await; } }).await.is_ok()); }); task::yield_now().await; time::advance(ms(3)).await; h.await.unwrap(); });
 run("nested", async { let h=spawn(async { select!{ biased; _ = async { join!(nap("a",4), async { select!{ _ = nap("b",2) => l("b"), } }); } => l("join"), _ = nap("c",3) => l("c") } }); h.await.unwrap(); });
 run("drop-order", async { let h=spawn(async { let _a=D("outer1"); let _b=D("outer2"); join!(async { let _c=D("in1"); nap("n1",5).await }, async { let _d=D("in2"); nap("n2",5).await }); }); sleep(ms(1)).await; h.abort(); let _=h.await; });
 sync::all();
}
