// Canonicalises JSON-LD documents with jsonld.js and rdf-canonize.
//
// Reads lines from standard input: the contexts, as one object by address, then one document a line.
// Writes the canonical N-Quads of each as a JSON array of strings. Nothing is fetched.

import {readFileSync} from 'node:fs';
import jsonld from 'jsonld';

const [contexts, ...documents] = readFileSync(0, 'utf8').split('\n').map(line => JSON.parse(line));

const documentLoader = async url => {
  if(!(url in contexts)) {
    throw new Error(`${url} is not among the contexts`);
  }
  return {contextUrl: null, documentUrl: url, document: contexts[url], tag: 'static'};
};

const all = [];
for(const document of documents) {
  all.push(await jsonld.canonize(document, {
    algorithm: 'RDFC-1.0', format: 'application/n-quads', safe: true, base: null, documentLoader
  }));
}
console.log(JSON.stringify(all));
