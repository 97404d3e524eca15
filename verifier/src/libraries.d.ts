/** The part of two libraries without types that is used. */

declare module "jsonld" {
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
  interface Options {
    base: null;
    safe: true;
    documentLoader: (url: string) => Promise<{ documentUrl: string; document: object }>;
  }
  const jsonld: { toRDF(document: object, options: Options): Promise<Quad[]> };
  export default jsonld;
}

declare module "rdf-canonize" {
  interface Options {
    algorithm: "RDFC-1.0";
    maxWorkFactor: number;
  }
  const canonize: { canonize(dataset: object[], options: Options): Promise<string> };
  export default canonize;
}
