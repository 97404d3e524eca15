/** The part of two libraries without types that is used. */

declare module "jsonld" {
  import type { Json } from "./json.ts";
  interface Term {
    termType: "NamedNode" | "BlankNode" | "Literal" | "DefaultGraph";
    value: string;
    datatype?: Term;
  }
  export interface Quad {
    subject: Term;
    predicate: Term;
    object: Term;
    graph: Term;
  }
  interface Loaded {
    documentUrl: string;
    document: object;
    /** `static`: the document will never be another. */
    tag?: "static";
  }
  /** What the terms of a document mean at one place of it. */
  export interface ActiveContext {
    mappings: Map<string, object>;
    protected: Record<string, boolean>;
    inverse: object | null;
    clone: () => ActiveContext;
  }
  export interface Contexts {
    processingMode?: "json-ld-1.1";
    documentLoader: (url: string) => Promise<Loaded>;
    contextResolver?: object;
  }
  interface Options extends Contexts {
    base: null;
    safe: boolean;
    skipExpansion?: true;
  }
  const jsonld: {
    expand(document: object, options: Options): Promise<Json[]>;
    toRDF(document: object, options: Options): Promise<Quad[]>;
    canonize(document: object, options: Options): Promise<string>;
  };
  export default jsonld;
}

declare module "jsonld/lib/ContextResolver.js" {
  import type { ActiveContext } from "jsonld";

  export interface Resolving {
    activeCtx: ActiveContext;
  }
  interface Resolver {
    resolve(resolving: Resolving): Promise<object[]>;
  }
  const ContextResolver: new (options: { sharedCache: Map<string, Map<string, object>> }) => Resolver;
  export default ContextResolver;
}

declare module "rdf-canonize" {
  interface Options {
    algorithm: "RDFC-1.0";
    maxWorkFactor: number;
  }
  const canonize: { canonize(dataset: object[], options: Options): Promise<string> };
  export default canonize;
}
