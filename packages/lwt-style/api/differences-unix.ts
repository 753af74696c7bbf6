/** What of the library lwt.unix is not here, or has another name. */
import type { Absent, Renamed } from "oracle/api";

export const renamedInUnix: readonly Renamed[] = [
  {
    reason: "an engine takes what waits for files and sockets from the host",
    names: {
      "Lwt_engine.libev": "LwtEngine.realTime",
      "Lwt_engine.select": "LwtEngine.realTime",
      "Lwt_engine.Versioned.libev_1": "LwtEngine.realTime",
      "Lwt_engine.Versioned.libev_2": "LwtEngine.realTime",
    },
  },
  {
    reason: "a class that is made with `new` there, and by this function here",
    names: {
      "Lwt_process.process_none": "LwtProcess.openProcessNone",
      "Lwt_process.process_in": "LwtProcess.openProcessIn",
      "Lwt_process.process_out": "LwtProcess.openProcessOut",
      "Lwt_process.process": "LwtProcess.openProcess",
      "Lwt_process.process_full": "LwtProcess.openProcessFull",
    },
  },
  {
    reason: "numbers of JavaScript reach 2^53: the plain function serves",
    names: Object.fromEntries(
      "lseek truncate ftruncate stat lstat fstat"
        .split(" ")
        .map((name) => [`Lwt_unix.LargeFile.${name}`, `LwtUnix.${name}`])
        .concat([["Lwt_unix.LargeFile.file_exists", "LwtUnix.fileExists"]]),
    ),
  },
  {
    reason: "for bigarrays there; here all bytes are a `Uint8Array`",
    names: {
      "Lwt_bytes.read": "LwtUnix.read",
      "Lwt_bytes.write": "LwtUnix.write",
      "Lwt_bytes.recv": "LwtUnix.recv",
      "Lwt_bytes.recvfrom": "LwtUnix.recvfrom",
      "Lwt_bytes.send": "LwtUnix.send",
      "Lwt_bytes.sendto": "LwtUnix.sendto",
      "Lwt_unix.read_bigarray": "LwtUnix.read",
      "Lwt_unix.write_bigarray": "LwtUnix.write",
      "Lwt_io.read_into_bigstring": "LwtIo.readInto",
      "Lwt_io.read_into_exactly_bigstring": "LwtIo.readIntoExactly",
      "Lwt_io.write_from_bigstring": "LwtIo.writeFrom",
      "Lwt_io.write_from_exactly_bigstring": "LwtIo.writeFromExactly",
    },
  },
  {
    reason: "the newer of two forms there, and the only one here",
    names: {
      "Lwt_io.Versioned.establish_server_2": "LwtIo.establishServer",
      "Lwt_io.Versioned.shutdown_server_2": "LwtIo.shutdownServer",
      "Lwt_unix.Versioned.bind_2": "LwtUnix.bind",
    },
  },
  {
    reason: "a constant",
    names: { "Lwt_unix.somaxconn": "LwtUnix.SOMAXCONN" },
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
    paths: ["Lwt_engine.Ev_backend"],
  },
  {
    reason: "old forms that are deprecated there",
    paths: [
      "Lwt_io.Versioned.establish_server_1",
      "Lwt_io.Versioned.shutdown_server_1",
      ...inUnix("Versioned.bind_1"),
    ],
  },
  {
    reason: "Node does not map files into memory",
    paths: [
      "Lwt_bytes.map_file",
      "Lwt_bytes.mapped",
      "Lwt_bytes.madvise",
      "Lwt_bytes.page_size",
      "Lwt_bytes.mincore",
      "Lwt_bytes.wait_mincore",
    ],
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
    paths: [
      "Lwt_bytes.recv_msg",
      "Lwt_bytes.send_msg",
      ...inUnix("recv_msg", "send_msg", "send_msgto"),
      ...inUnix("Versioned.recv_msg_2", "Versioned.send_msg_2"),
      ...inUnix("dup", "dup2", "set_close_on_exec", "clear_close_on_exec"),
      ...inUnix("chroot", "mkfifo", "lockf", "socketpair", "get_credentials"),
      ...inUnix("get_cpu", "get_affinity", "set_affinity"),
    ],
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
    reason: "Node sets some options of a socket, and tells none",
    paths: inUnix(
      "getsockopt",
      "getsockopt_int",
      "setsockopt_int",
      "getsockopt_optint",
      "getsockopt_float",
      "setsockopt_float",
      "getsockopt_error",
    ),
  },
  {
    reason: "half of a pipe that only a child process could be given",
    paths: inUnix("pipe_in", "pipe_out"),
  },
  {
    reason: "several buffers in one system call: LwtIo joins them in its own",
    paths: ["Lwt_bytes.io_vector", ...inUnix("IO_vectors", "readv", "writev")],
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
    reason: "exposed there only to test with_connection",
    paths: ["Lwt_io.with_close_connection"],
  },
  {
    reason: "how the OCaml library was built; it has no documentation",
    paths: ["Lwt_config", "Lwt_features"],
  },
  {
    reason:
      "what the system cannot do is not exported, so that nothing throws it",
    paths: ["Lwt_sys.Not_available"],
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
  {
    reason: "a `Uint8Array` and a `DataView` of the language do this",
    paths: ["Lwt_bytes"],
  },
];
