/**
 * What tokio-style exports, as TypeScript's own compiler knows it: values and
 * types, with the public members of each. What is marked as internal is not
 * there.
 */
import { fileURLToPath } from "node:url";
import {
  API,
  type Checker,
  type Program,
  SignatureKind,
  type Symbol as Named,
  SymbolFlags,
  type Type,
} from "typescript/unstable/sync";

/** The entry points that have a module of Tokio's; the rest is in index.ts. */
const ENTRIES: Readonly<Record<string, readonly string[]>> = {
  effect: ["effect.ts"],
  fs: ["fs.ts"],
  io: ["io.ts", "io/std.ts"],
  net: ["net.ts"],
  process: ["process.ts"],
  signal: ["signal.ts"],
};

/** Something with a name: a module, or what has a value, or a type, or both. */
interface Found {
  readonly module?: readonly Named[];
  /** The type of its value; of a class, what is static. */
  readonly value?: Type;
  /** The type of that name; of a class, what its instances have. */
  readonly type?: Type;
}

/** As what a name is looked for. */
export type Role =
  | "any"
  | "module"
  | "type"
  | "function"
  | "value"
  | "static"
  | "member"
  | "constructor"
  | "dropped"
  | "future"
  | "variant";

const EFFECT = "~effect/Effect";

export class Exports {
  readonly #api: API;
  readonly #checker: Checker;
  readonly #program: Program;
  readonly #source: string;
  readonly #found = new Map<string, Found | undefined>();

  /** Reads a package's sources; `close` ends the compiler. */
  constructor(folder: URL) {
    const path = fileURLToPath(folder);
    this.#api = new API({ cwd: path });
    const config = `${path}tsconfig.json`;
    const snapshot = this.#api.updateSnapshot({ openProjects: [config] });
    const project = snapshot.getProjects()[0];
    if (project === undefined) throw new Error(`there is no ${config}`);
    this.#checker = project.checker;
    this.#program = project.program;
    this.#source = `${path}src/`;
  }

  close(): void {
    this.#api.close();
  }

  /**
   * Tells whether a name is exported, as something: `net.TcpStream.connect`,
   * `time.sleep().deadline` for a member of what a function gives.
   */
  has(name: string, role: Role = "any"): boolean {
    const dot = name.lastIndexOf(".");
    const last = name.slice(dot + 1);
    const outer = dot < 0 ? undefined : this.#find(name.slice(0, dot));
    const checker = this.#checker;
    if (role === "constructor") {
      const { value } = this.#find(name) ?? {};
      if (value === undefined) return false;
      return this.#isConstructed(value) || this.has(`${name}.new`, "static");
    }
    if (role === "dropped")
      return this.has(name, "member") || this.#isDisposable(outer?.type);
    if (role === "future")
      return this.#member(this.#find(name)?.type, EFFECT) !== undefined;
    if (role === "variant") return this.#isVariant(outer, last);
    if (role === "member") return this.#member(outer?.type, last) !== undefined;
    if (role === "static")
      return this.#member(outer?.value, last) !== undefined;
    const found = this.#find(name);
    if (found === undefined) return false;
    const { module, type, value } = found;
    if (role === "module") return module !== undefined;
    if (role === "type") return type !== undefined;
    if (role === "function")
      return (
        value !== undefined &&
        checker.getSignaturesOfType(value, SignatureKind.Call).length > 0
      );
    return role === "any" || value !== undefined;
  }

  /** Tells whether a member of a class is no other than its base class's. */
  isInherited(name: string, base: string): boolean {
    const dot = name.lastIndexOf(".");
    const last = name.slice(dot + 1);
    const own = this.#member(this.#find(name.slice(0, dot))?.type, last);
    const inherited = this.#member(this.#find(base)?.type, last);
    return own !== undefined && own.id === inherited?.id;
  }

  #find(name: string): Found | undefined {
    if (!this.#found.has(name)) this.#found.set(name, this.#look(name));
    return this.#found.get(name);
  }

  #look(name: string): Found | undefined {
    if (name.endsWith("()")) return this.#givenBy(name.slice(0, -2));
    const dot = name.lastIndexOf(".");
    if (dot < 0) return this.#entry(name) ?? this.#exported(this.#core(), name);
    const outer = this.#find(name.slice(0, dot));
    const last = name.slice(dot + 1);
    if (outer?.module !== undefined) return this.#exported(outer.module, last);
    const member =
      this.#member(outer?.type, last) ?? this.#member(outer?.value, last);
    if (member === undefined) return undefined;
    return { value: this.#checker.getTypeOfSymbol(member)! };
  }

  /** What a function gives. */
  #givenBy(name: string): Found | undefined {
    const { value } = this.#find(name) ?? {};
    if (value === undefined) return undefined;
    const [first] = this.#checker.getSignaturesOfType(
      value,
      SignatureKind.Call,
    );
    if (first === undefined) return undefined;
    const type = this.#checker.getReturnTypeOfSignature(first)!;
    return { type, value: type };
  }

  #core(): readonly Named[] {
    return [this.#file("index.ts")];
  }

  #entry(name: string): Found | undefined {
    const files = ENTRIES[name];
    return files && { module: files.map((file) => this.#file(file)) };
  }

  #file(name: string): Named {
    const file = this.#program.getSourceFile(this.#source + name);
    const symbol = file && this.#checker.getSymbolAtLocation(file);
    if (symbol === undefined) throw new Error(`src/${name} is no module`);
    return symbol;
  }

  #exported(modules: readonly Named[], name: string): Found | undefined {
    for (const module of modules) {
      const found = this.#checker.getMemberInModuleExports(module, name);
      if (found === undefined) continue;
      const isAlias = (found.flags & SymbolFlags.Alias) !== 0;
      const symbol = isAlias ? this.#checker.getAliasedSymbol(found) : found;
      if (!this.#isInternal(symbol)) return this.#open(symbol);
    }
    return undefined;
  }

  #open(symbol: Named): Found {
    const { flags } = symbol;
    if (flags & SymbolFlags.ValueModule) return { module: [symbol] };
    const isType =
      flags &
      (SymbolFlags.Class | SymbolFlags.Interface | SymbolFlags.TypeAlias);
    const isValue = flags & SymbolFlags.Value;
    const value = isValue ? this.#checker.getTypeOfSymbol(symbol) : undefined;
    return {
      ...(isType && { type: this.#checker.getDeclaredTypeOfSymbol(symbol) }),
      ...(value && { value }),
    };
  }

  #member(type: Type | undefined, name: string): Named | undefined {
    if (type === undefined) return undefined;
    const found = this.#checker.getPropertyOfType(type, name);
    return found && !this.#isInternal(found) ? found : undefined;
  }

  #isDisposable(type: Type | undefined): boolean {
    return (
      type !== undefined &&
      this.#checker
        .getPropertiesOfType(type)
        .some(({ name }) => name.startsWith("__@dispose@"))
    );
  }

  #isInternal(symbol: Named): boolean {
    return this.#checker
      .getJsDocTagsOfSymbol(symbol)
      .some(({ name }) => name === "internal");
  }

  #isConstructed(value: Type): boolean {
    return this.#checker
      .getSignaturesOfType(value, SignatureKind.Construct)
      .some(({ declaration }) => {
        const text = declaration?.resolve()?.getFullText() ?? "";
        return !/@internal|^\s*(?:private|protected)\b/m.test(text);
      });
  }

  /** Whether a type has a case: a tag that says it, or it is a word itself. */
  #isVariant(outer: Found | undefined, word: string): boolean {
    if (outer?.type === undefined) return false;
    const tags = ["kind", "_tag"].flatMap((name) => {
      const member = this.#member(outer.type, name);
      return member ? [this.#checker.getTypeOfSymbol(member)!] : [];
    });
    return [outer.type, ...tags].some((type) =>
      (type.isUnionType() ? type.getTypes() : [type]).some(
        (one) => one.isStringLiteralType() && one.value === word,
      ),
    );
  }
}
