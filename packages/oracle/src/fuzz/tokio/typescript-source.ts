/** How a program is written in TypeScript. */
import { indent, type Language, type WrittenBranch } from "./source.js";

const body = "gen(function* () {body})";

function branch({
  index,
  of,
  enabled,
  pattern,
  handler,
}: WrittenBranch): string {
  const options = [
    enabled === 1 ? undefined : "if: false",
    [undefined, "match: isSome", "match: never"][pattern],
    [undefined, `handler: handler(${index})`, `handler: yields(${index})`][
      handler
    ],
  ].filter((option) => option !== undefined);
  return options.length === 0
    ? `b${index}: ${of},\n`
    : `b${index}: branch(${of}, { ${options.join(", ")} }),\n`;
}

export const typescript: Language = {
  templates: {
    ready: "Effect.succeed({value})",
    yield: "task.yieldNow()",
    spend:
      "gen(function* () { for (let i = 0; i < {count}; i++) yield* time.sleep(0); })",
    block: body,
    repeat: `gen(function* () { for (let i = 0; i < {times}; i++) yield* ${body}; })`,
    scope: "LOCAL.scope({value}, {of})",
    unconstrained: "task.unconstrained({of})",
    consume_budget: "task.consumeBudget()",
    run_until: "localSet{set}.runUntil({of})",
    local_set: "localSet{of}",
    handle: "handle{of}",
    pinned: "pin{of}",
    join: "join({of})",
    try_join: "tryJoin({of})",
    timeout: "time.timeout({ms}, {of})",
    timeout_at: "time.timeoutAt(began.add({at}), {of})",
    sleep: "time.sleep({ms})",
    sleep_until: "time.sleepUntil(began.add({at}))",
    advance: "time.advance({ms})",
    tick: "interval{of}.tick()",
    send: "tx{chan}.send({value})",
    reserve: "tx{chan}.reserve()",
    recv: "rx{end}.recv()",
    closed: "tx{end}.closed()",
    oneshot_recv: "oneshotRx{of}",
    oneshot_closed: "oneshotTx{of}.closed()",
    broadcast_recv: "broadcastRx{of}.recv()",
    watch_changed: "watchRx{of}.changed()",
    watch_closed: "watchTx.closed()",
    notified: "notify{of}.notified()",
    enabled: "enabled(notify{of}.notified())",
    lock: "mutex{of}.lock()",
    read: "rwLock.read()",
    write: "rwLock.write()",
    acquire: "semaphore.acquireMany({permits})",
    barrier: "barrier.wait()",
    once_init: `once.getOrTryInit(() => ${body})`,
    cancelled: "token{of}.cancelled()",
    set_next: "set.joinNext()",
    panic: 'throw new Error("panic")',
    local: "LOCAL.tryWith(String)",
    spawn: `handle{to} = spawn(${body})`,
    crowd: `for (let i = 0; i < {count}; i++) spawn(${body})`,
    abort: "handle{of}.abort()",
    is_finished: "handle{of}.isFinished()",
    pin: "pin{to} = future.pin({of})",
    release: "lastGuardBut({of}).drop()",
    set_spawn: `set.spawn(${body})`,
    set_abort_all: "set.abortAll()",
    set_len: "set.length",
    set_drop: "set = new task.JoinSet()",
    spawn_local: `handle{to} = task.spawnLocal(${body})`,
    spawn_local_on: `handle{to} = localSet{set}.spawnLocal(${body})`,
    enter_local: "localSet{of}.enter()",
    local_set_drop: "localSet{of}.drop(), localSet{of} = new task.LocalSet()",
    interval: "interval{to} = interval({period}, missed[{missed}])",
    interval_reset: "interval{of}.reset()",
    try_send: "tx{chan}.trySend({value})",
    unbounded_send: "tx2.send({value})",
    permit_send: "lastPermit.send({value})",
    try_recv: "rx{end}.tryRecv()",
    close: "rx{end}.close()",
    capacity: "tx{chan}.capacity()",
    is_closed: "tx{end}.isClosed()",
    drop_sender: "tx{end}.drop()",
    drop_receiver: "rx{end}.drop()",
    oneshot: "[oneshotTx{to}, oneshotRx{to}] = sync.oneshot.channel()",
    oneshot_send: "oneshotTx{of}.send({value})",
    oneshot_try_recv: "oneshotRx{of}.tryRecv()",
    oneshot_close: "oneshotRx{of}.close()",
    oneshot_is_closed: "oneshotTx{of}.isClosed()",
    oneshot_drop_sender: "oneshotTx{of}.drop()",
    oneshot_drop_receiver: "oneshotRx{of}.drop()",
    broadcast_send: "broadcastTx.send({value})",
    broadcast_subscribe: "broadcastRx{to} = broadcastTx.subscribe()",
    broadcast_resubscribe: "broadcastRx{to} = broadcastRx{of}.resubscribe()",
    broadcast_try_recv: "broadcastRx{of}.tryRecv()",
    broadcast_len: "broadcastRx{of}.len()",
    broadcast_drop_receiver: "broadcastRx{of}.drop()",
    broadcast_drop_sender: "broadcastTx.drop()",
    watch_send: "watchTx.send({value})",
    watch_modify:
      "watchTx.sendIfModified((ref) => { ref.value += 10; return {modified} === 1; })",
    watch_subscribe: "watchRx{to} = watchTx.subscribe()",
    watch_clone: "watchRx{to} = watchRx{of}.clone()",
    watch_borrow: "watchRx{of}.borrow()",
    watch_borrow_and_update: "watchRx{of}.borrowAndUpdate()",
    watch_has_changed: "watchRx{of}.hasChanged()",
    watch_is_closed: "watchTx.isClosed()",
    watch_drop_receiver: "watchRx{of}.drop()",
    watch_drop_sender: "watchTx.drop()",
    notify_one: "notify{of}.notifyOne()",
    notify_waiters: "notify{of}.notifyWaiters()",
    try_lock: "mutex{of}.tryLock()",
    try_read: "rwLock.tryRead()",
    try_write: "rwLock.tryWrite()",
    try_acquire: "semaphore.tryAcquireMany({permits})",
    add_permits: "semaphore.addPermits({permits})",
    downgrade: "lastWriteGuard.downgrade()",
    available_permits: "semaphore.availablePermits()",
    forget: "lastSemaphorePermit.forget()",
    close_semaphore: "semaphore.close()",
    once_set: "once.set({value})",
    once_get: "once.get()",
    cancel: "token{of}.cancel()",
    is_cancelled: "token{of}.isCancelled()",
    child_token: "token{to} = token{of}.childToken()",
    drop_guard: "token{of}.clone().dropGuard()",
  },
  select: (settings, branches) => {
    const options = [
      settings.biased ? "biased: true" : undefined,
      settings.else ? "else: otherwise" : undefined,
    ].filter((option) => option !== undefined);
    const second = options.length > 0 ? `, { ${options.join(", ")} }` : "";
    return `select({\n${indent(branches.map(branch).join(""))}}${second})`;
  },
  body: (label, steps, ending) => `{ // ${label}\n${steps}  ${ending}\n}`,
  ending: (kind, value) =>
    kind === "ok" ? `return ${value};` : `yield* Effect.fail(${value});`,
  awaited: (op, future) => `log("${op}", yield* ${future});`,
  done: (op, action) =>
    /^(throw|for )|^\S+ = |^\[.* = /.test(action)
      ? `${action};`
      : `log("${op}", ${action});`,
  whole: (steps) => `const main = gen(function* () {\n${indent(steps)}});\n`,
};
