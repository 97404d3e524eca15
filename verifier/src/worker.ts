/** The worker of the verifier's page, where it has a file of its own. */

import { serve } from "./worker/serve.ts";

serve();
