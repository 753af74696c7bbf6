/** What of the library lwt.unix is not here, or has another name. */
import type { Absent, Renamed } from "oracle/api";

export const renamedInUnix: readonly Renamed[] = [
  {
    reason: "an engine takes what waits for files and sockets from the host",
    names: {
      "Lwt_engine.libev": "LwtEngine.realTime",
      "Lwt_engine.select": "LwtEngine.realTime",
    },
  },
  {
    reason: "deprecated in favour of the module, and a bare sequence there",
    names: {
      "Lwt_main.enter_iter_hooks": "LwtMain.EnterIterHooks",
      "Lwt_main.leave_iter_hooks": "LwtMain.LeaveIterHooks",
      "Lwt_main.exit_hooks": "LwtMain.ExitHooks",
    },
  },
  {
    reason: "deprecated there in favour of this",
    names: {
      "Lwt_unix.auto_yield": "LwtUnix.autoPause",
      "Lwt_unix.run": "LwtMain.run",
    },
  },
];

const inUnix = (...names: readonly string[]): readonly string[] =>
  names.map((name) => `Lwt_unix.${name}`);

export const absentInUnix: readonly Absent[] = [
  {
    reason:
      "blocks the thread until there is an event: only the host may do so",
    paths: ["Lwt_engine.iter"],
  },
  {
    reason: "JavaScript does not see whether a file descriptor is ready",
    paths: [
      "Lwt_engine.on_readable",
      "Lwt_engine.on_writable",
      "Lwt_engine.readable_count",
      "Lwt_engine.writable_count",
      "Lwt_engine.fake_io",
      ...inUnix("readable", "writable", "wait_read", "wait_write"),
      ...inUnix("blocking", "set_blocking"),
    ],
  },
  {
    reason: "tries a system call again once its file descriptor is ready",
    paths: inUnix(
      "Retry",
      "Retry_read",
      "Retry_write",
      "wrap_syscall",
      "register_action",
    ),
  },
  {
    reason: "a JavaScript process cannot be forked",
    paths: ["Lwt_engine.fork", ...inUnix("fork")],
  },
  {
    reason: "Node waits only for the children that it has started itself",
    paths: inUnix("wait", "waitpid", "wait4", "has_wait4"),
  },
  {
    reason: "chooses between the back ends of libev, which is not used",
    paths: ["Lwt_engine.Ev_backend", "Lwt_engine.Versioned"],
  },
  {
    reason: "old forms that are deprecated there",
    paths: ["Lwt_io.Versioned", ...inUnix("Versioned")],
  },
  {
    reason: "what a bigarray of bytes does a Uint8Array of the language does",
    paths: [
      "Lwt_bytes",
      "Lwt_io.read_into_bigstring",
      "Lwt_io.read_into_exactly_bigstring",
      "Lwt_io.write_from_bigstring",
      "Lwt_io.write_from_exactly_bigstring",
      ...inUnix("read_bigarray", "write_bigarray"),
    ],
  },
  {
    reason: "reads and writes any value in a form that only OCaml knows",
    paths: ["Lwt_io.read_value", "Lwt_io.write_value"],
  },
  {
    reason: "starts or steers work in C, and threads of C",
    paths: inUnix(
      "run_job",
      "execute_job",
      "make_notification",
      "send_notification",
      "stop_notification",
      "call_notification",
      "set_notification",
      "retained",
    ),
  },
  {
    reason: "Node's pool of threads for system calls is closed to programs",
    paths: inUnix(
      "pool_size",
      "set_pool_size",
      "thread_count",
      "thread_waiting_count",
    ),
  },
  {
    reason: "deprecated there, and without effect since Lwt 5.0",
    paths: inUnix(
      "default_async_method",
      "set_default_async_method",
      "async_method",
      "async_method_key",
      "with_async_none",
      "with_async_detach",
      "with_async_switch",
    ),
  },
  {
    reason: "Node has no such system call",
    paths: inUnix(
      "dup",
      "dup2",
      "set_close_on_exec",
      "clear_close_on_exec",
      "chroot",
      "mkfifo",
      "lockf",
      "socketpair",
      "get_credentials",
      "get_cpu",
      "get_affinity",
      "set_affinity",
      "recv_msg",
      "send_msg",
      "send_msgto",
      "mcast_set_loop",
      "mcast_set_ttl",
      "mcast_add_membership",
      "mcast_drop_membership",
    ),
  },
  {
    reason: "Node does not read these tables of the system",
    paths: inUnix(
      "getlogin",
      "getpwnam",
      "getgrnam",
      "getpwuid",
      "getgrgid",
      "getprotobyname",
      "getprotobynumber",
      "getservbyname",
      "getservbyport",
    ),
  },
  {
    reason: "Node has no more of terminals than their raw mode",
    paths: inUnix(
      "tcgetattr",
      "tcsetattr",
      "tcsendbreak",
      "tcdrain",
      "tcflush",
      "tcflow",
    ),
  },
  {
    reason: "node:net has no flags and no datagrams; LwtUnix.read and write do",
    paths: inUnix("recv", "recvfrom", "send", "sendto"),
  },
  {
    reason: "Node sets some options of a socket, and tells none",
    paths: inUnix(
      "getsockopt",
      "getsockopt_int",
      "setsockopt_int",
      "getsockopt_optint",
      "getsockopt_float",
      "setsockopt_float",
      "getsockopt_error",
      "somaxconn",
    ),
  },
  {
    reason: "Node looks names up, but not backwards in this form",
    paths: inUnix("gethostbyaddr", "getnameinfo"),
  },
  {
    reason: "half of a pipe that only a child process could be given",
    paths: inUnix("pipe_in", "pipe_out"),
  },
  {
    reason: "several buffers in one system call: LwtIo joins them in its own",
    paths: inUnix("IO_vectors", "readv", "writev"),
  },
  {
    reason: "a string is no buffer here: LwtUnix.pwrite takes its bytes",
    paths: inUnix("pwrite_string"),
  },
  {
    reason: "numbers of JavaScript reach 2^53: the plain functions serve",
    paths: inUnix("LargeFile"),
  },
  {
    reason: "prints an error of Unix and exits: Lwt.asyncExceptionHook does",
    paths: inUnix("handle_unix_error"),
  },
  {
    reason: "Node keeps its signal handlers installed",
    paths: inUnix("reinstall_signal_handler"),
  },
  {
    reason: "a class to inherit from: the functions of LwtProcess make objects",
    paths: [
      "Lwt_process.process_none",
      "Lwt_process.process_in",
      "Lwt_process.process_out",
      "Lwt_process.process",
      "Lwt_process.process_full",
    ],
  },
  {
    reason: "exposed there only to test with_connection",
    paths: ["Lwt_io.with_close_connection"],
  },
  {
    reason: "how the OCaml library was built; it has no documentation",
    paths: ["Lwt_config", "Lwt_features"],
  },
  {
    reason: "asks what the OCaml library can do on its machine",
    paths: ["Lwt_sys"],
  },
  {
    reason: "prints by OCaml's Format; a template literal and LwtIo do here",
    paths: ["Lwt_fmt"],
  },
  {
    reason:
      "a FinalizationRegistry tells that an object is gone, but does not hand it over",
    paths: ["Lwt_gc"],
  },
];
