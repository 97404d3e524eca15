// Verifies credentials with Digital Bazaar's libraries, as an issuer's files in a folder have it.
//
// Reads one JSON object from standard input: `site`, the address that `folder` is published at;
// `now`, an ISO time; `credentials`, paths of files. Writes one JSON line per credential: `path`,
// `verified`, `status` (whether each status entry's bit is set; null if that was not verified) and
// `error`. Everything is read from the folder or from packages; nothing is fetched.

import {json} from 'node:stream/consumers';
import {join, normalize} from 'node:path';
import process from 'node:process';
import {readFileSync} from 'node:fs';
import {checkStatus, contexts, cryptosuite, DataIntegrityProof, vc} from './libraries.mjs';

const {site, folder, now, credentials} = await json(process.stdin);

function readFromSite(url) {
  if(!url.startsWith(`${site}/`)) {
    throw new Error(`${url} is not under ${site}`);
  }
  const path = normalize(decodeURIComponent(url.slice(site.length + 1)));
  if(path.startsWith('..')) {
    throw new Error(`${url} leaves the site`);
  }
  return JSON.parse(readFileSync(join(folder, path), 'utf8'));
}

function didDocument(did) {
  const [, method, ...parts] = did.split(':');
  if(method === 'key') {
    const id = `${did}#${parts[0]}`;
    return {
      '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
      id: did,
      verificationMethod: [
        {id, type: 'Multikey', controller: did, publicKeyMultibase: parts[0]}
      ],
      assertionMethod: [id]
    };
  }
  const [host, ...steps] = parts.map(decodeURIComponent);
  return readFromSite(`https://${[host, ...steps.length ? steps : ['.well-known']].join('/')}/did.json`);
}

function load(url) {
  if(contexts.has(url)) {
    return contexts.get(url);
  }
  if(!url.startsWith('did:')) {
    return readFromSite(url);
  }
  const document = didDocument(url.split('#')[0]);
  if(!url.includes('#')) {
    return document;
  }
  const method = document.verificationMethod.find(({id}) => id === url);
  if(!method) {
    throw new Error(`${url} is not in the DID document`);
  }
  return {'@context': document['@context'][1], ...method};
}

const documentLoader = async url => ({contextUrl: null, documentUrl: url, document: load(url)});

for(const path of credentials) {
  const credential = JSON.parse(readFileSync(path, 'utf8'));
  const result = await vc.verifyCredential({
    credential, documentLoader, checkStatus, now: new Date(now),
    suite: new DataIntegrityProof({cryptosuite})
  });
  const {verified, statusResult, error} = result;
  const status = statusResult?.verified ? statusResult.results.map(({status}) => status) : null;
  const errors = [error, ...error?.errors ?? [], statusResult?.error].filter(Boolean);
  console.log(JSON.stringify({path, verified, status, error: errors.map(String).join('; ')}));
}
