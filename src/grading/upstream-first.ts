import type { Diagnose } from './diagnosis.ts';
import { catalogUnseen } from './findings/catalog-unseen.ts';
import { clientRoot } from './findings/client-root.ts';
import { dbSpanDetached } from './findings/db-span-detached.ts';
import { missingHop } from './findings/missing-hop.ts';
import { orphanParent } from './findings/orphan-parent.ts';
import { serverWithoutClient } from './findings/server-without-client.ts';
import { splitTrace } from './findings/split-trace.ts';
import { unendedSpan } from './findings/unended-span.ts';
import { wrongServiceName } from './findings/wrong-service-name.ts';
import { ladder } from './ladder.ts';

/**
 * Everything that can be wrong with a checkout whatever the lab, the most upstream first: a fault hides those behind
 * it. A lab takes the whole list, or the part its step asks for, and adds its own.
 */
export const upstreamFirst: readonly Diagnose[] = [
  ...ladder,
  wrongServiceName,
  missingHop,
  clientRoot,
  unendedSpan,
  splitTrace,
  orphanParent,
  catalogUnseen,
  serverWithoutClient,
  dbSpanDetached,
];
