/** The script of a site's page `verify/`: the checks are made by workers with a file of their own. */

import { begin } from "./page/begin.ts";

begin(() => new Worker(document.body.dataset.worker ?? "", { type: "module" }));
