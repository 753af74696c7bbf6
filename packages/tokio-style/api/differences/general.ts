/** What differs in every module, for reasons of the language. */
import type { Renamed } from "oracle/api";
import { allTo, inside } from "./paths.js";

const S = "tokio::sync";

export const renamed: readonly Renamed[] = [
  {
    reason:
      "an attribute of `main` in Rust: build a runtime and run the future on it",
    names: allTo("runtime.Runtime.blockOn", ["tokio::main", "tokio::test"]),
  },
  {
    reason: "a macro there, in the crate's root",
    names: {
      "tokio::pin": "future.pin",
      "tokio::task_local": "task.taskLocal",
    },
  },
  {
    reason:
      "one poll of what the method without `poll_` gives: `future.pin(rx.recv()).poll(cx)`",
    names: allTo("future.Pinned.poll", [
      "tokio::fs::ReadDir::poll_next_entry",
      "tokio::net::TcpListener::poll_accept",
      "tokio::net::UnixListener::poll_accept",
      ...inside(
        "tokio::net::TcpStream",
        "poll_peek",
        "poll_read_ready",
        "poll_write_ready",
      ),
      ...inside(
        "tokio::net::UnixStream",
        "poll_read_ready",
        "poll_write_ready",
      ),
      "tokio::net::tcp::OwnedReadHalf::poll_peek",
      "tokio::net::tcp::ReadHalf::poll_peek",
      ...inside(
        "tokio::net::UdpSocket",
        "poll_send",
        "poll_send_to",
        "poll_recv",
        "poll_recv_from",
        "poll_send_ready",
        "poll_recv_ready",
        "poll_peek_from",
      ),
      "tokio::signal::unix::Signal::poll_recv",
      `${S}::mpsc::Receiver::poll_recv`,
      `${S}::mpsc::UnboundedReceiver::poll_recv`,
      `${S}::oneshot::Sender::poll_closed`,
      "tokio::time::Interval::poll_tick",
    ]),
  },
  {
    reason: "what carries a value has it under a name",
    names: {
      [`${S}::broadcast::error::SendError::0`]:
        "sync.broadcast.SendError.value",
      [`${S}::mpsc::error::SendError::0`]: "sync.mpsc.SendError.value",
      [`${S}::watch::error::SendError::0`]: "sync.watch.SendError.value",
    },
  },
  {
    reason: "it never changes: a copy of it is the value itself",
    names: {
      "tokio::signal::unix::SignalKind::Clone": "signal.unix.SignalKind",
      "tokio::io::Interest::Clone": "io.Interest",
      "tokio::io::Ready::Clone": "io.Ready",
      "tokio::time::Instant::Clone": "time.Instant",
      "tokio::time::MissedTickBehavior::Clone": "time.MissedTickBehavior",
      "tokio::runtime::Handle::Clone": "runtime.Handle",
      "tokio::time::error::Error::Clone": "time.Error",
      [`${S}::BarrierWaitResult::Clone`]: "sync.BarrierWaitResult",
      [`${S}::broadcast::error::RecvError::Clone`]: "sync.broadcast.RecvError",
      [`${S}::broadcast::error::TryRecvError::Clone`]:
        "sync.broadcast.TryRecvError",
      [`${S}::mpsc::error::TryRecvError::Clone`]: "sync.mpsc.TryRecvError",
      [`${S}::oneshot::error::RecvError::Clone`]: "sync.oneshot.RecvError",
      [`${S}::oneshot::error::TryRecvError::Clone`]:
        "sync.oneshot.TryRecvError",
      [`${S}::watch::error::RecvError::Clone`]: "sync.watch.RecvError",
    },
  },
  {
    reason: "made at compile time there; JavaScript knows one way to make it",
    names: {
      [`${S}::Mutex::const_new`]: "sync.Mutex",
      [`${S}::Notify::const_new`]: "sync.Notify",
      [`${S}::OnceCell::const_new`]: "sync.OnceCell",
      [`${S}::RwLock::const_new`]: "sync.RwLock",
      [`${S}::RwLock::const_with_max_readers`]: "sync.RwLock.withMaxReaders",
      [`${S}::Semaphore::const_new`]: "sync.Semaphore",
    },
  },
  {
    reason: "nothing has to be dropped by hand: it holds nothing but memory",
    names: {
      "tokio::task::futures::TaskLocalFuture::Drop": "task.LocalKey.scope()",
      [`${S}::OnceCell::Drop`]: "sync.OnceCell",
      "tokio::task::AbortHandle::Drop": "task.AbortHandle",
      "tokio_util::sync::CancellationToken::Drop": "CancellationToken",
    },
  },
  {
    reason: "a type of its own there; here the Effect that the function gives",
    names: {
      "tokio::task::Unconstrained": "task.unconstrained()",
      "tokio::task::futures::TaskLocalFuture": "task.LocalKey.scope()",
      "tokio_util::sync::WaitForCancellationFuture":
        "CancellationToken.cancelled()",
    },
  },
];
