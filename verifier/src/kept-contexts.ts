/**
 * What jsonld makes of one copy of the contexts, kept from one document to the next: they never
 * change.
 *
 * Part of canonicalisation (JSON-LD 1.1 API, section 4.1, context processing).
 */

import type { ActiveContext, Contexts } from "jsonld";
import ContextResolver, { type Resolving } from "jsonld/lib/ContextResolver.js";
import { type Copy, contextAt } from "./contexts.ts";

/** The options of jsonld that say where contexts are from. */
export function keptContexts(copy: Copy): Contexts {
  return {
    processingMode: "json-ld-1.1", // named, so that what is kept is apart from what others have of jsonld
    documentLoader: async (url) => ({ documentUrl: url, document: await contextAt(url, copy), tag: "static" }),
    contextResolver: new SharingResolver({ sharedCache: new Map() }),
  };
}

class SharingResolver extends ContextResolver {
  override resolve(resolving: Resolving): Promise<object[]> {
    resolving.activeCtx.clone = share;
    return super.resolve(resolving);
  }
}

/**
 * NOTE: jsonld copies every definition of the active context for each part of a document that has a
 * type, which takes longer than all else. It fills a definition once and never changes it again, so
 * that copies can share them; each definition that differs is another object in the copy's own table.
 */
function share(this: ActiveContext): ActiveContext {
  return { ...this, mappings: new Map(this.mappings), protected: { ...this.protected }, inverse: null };
}
