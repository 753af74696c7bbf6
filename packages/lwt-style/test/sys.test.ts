/** What is asked of the system: LwtSys, and names for addresses. */
import { endianness } from "node:os";
import { expect, test } from "vitest";
import { Lwt } from "../src/index.js";
import { LwtSys, LwtUnix } from "../src/unix.js";
import { runVirtual } from "./support.js";

test("have MUST say yes to what this library exports, and no to the rest", () => {
  expect(LwtSys.have("fdatasync")).toBe("fdatasync" in LwtUnix);
  expect(LwtSys.have("wait4")).toBe("wait4" in LwtUnix);
  expect(LwtSys.have("get_affinity")).toBe("getAffinity" in LwtUnix);
  expect(LwtSys.have("libev")).toBe(false);
});

test("the order of bytes and the system MUST be those of this machine", () => {
  const order = endianness() === "LE" ? "Little_endian" : "Big_endian";
  expect(LwtSys.byteOrder).toBe(order);
  expect(LwtSys.windows).toBe(process.platform === "win32");
});

const loopback = LwtUnix.ADDR_INET(LwtUnix.inetAddrLoopback, 80);
/** Of a block that is for documents: no machine has it. */
const nobody = LwtUnix.ADDR_INET("192.0.2.1", 80);

test("getnameinfo MUST give names, or numbers where these are asked for", async () => {
  const names = await runVirtual(
    Lwt.fn(function* () {
      const plain = yield* LwtUnix.getnameinfo(loopback, []);
      const host = yield* LwtUnix.getnameinfo(loopback, ["NI_NUMERICHOST"]);
      const service = yield* LwtUnix.getnameinfo(loopback, ["NI_NUMERICSERV"]);
      const both = yield* LwtUnix.getnameinfo(nobody, [
        "NI_NUMERICHOST",
        "NI_NUMERICSERV",
      ]);
      return { plain, host, service, both };
    }),
  );
  const { niHostname, niService } = names.plain;
  expect(niHostname).not.toBe(loopback.host);
  expect(names.host).toEqual({ niHostname: loopback.host, niService });
  expect(names.service).toEqual({ niHostname, niService: "80" });
  expect(names.both).toEqual({ niHostname: nobody.host, niService: "80" });
});

test("gethostbyaddr MUST name this machine and give its address", async () => {
  const { hName, hAddrtype, hAddrList } = await runVirtual(() =>
    LwtUnix.gethostbyaddr(loopback.host),
  );
  expect(hName).not.toBe("");
  expect([hAddrtype, hAddrList]).toEqual(["PF_INET", [loopback.host]]);
});

test("gethostbyaddr MUST reject what is no address", async () => {
  const failed = await runVirtual(() =>
    Lwt.tryBind(
      () => Lwt.apply(LwtUnix.gethostbyaddr, "no address"),
      () => Lwt.return("found"),
      (exn) => Lwt.return((exn as NodeJS.ErrnoException).code),
    ),
  );
  expect(failed).toBe("ERR_INVALID_ARG_VALUE");
});
