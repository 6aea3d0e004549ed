import type { Diagnose } from '../diagnosis.ts';
import { catalogUnseen } from './catalog-unseen.ts';
import { clientRoot } from './client-root.ts';
import { dbSpanDetached } from './db-span-detached.ts';
import { flagIgnored } from './flag-ignored.ts';
import { missingHop } from './missing-hop.ts';
import { missingSpanChecks } from './missing-spans/missing-span-checks.ts';
import { orphanParent } from './orphan-parent.ts';
import { serverWithoutClient } from './server-without-client.ts';
import { splitTrace } from './split-trace.ts';
import { tracestateLost } from './tracestate-lost.ts';
import { twoNames } from './two-names.ts';
import { unendedSpan } from './unended-span.ts';
import { wrongServiceName } from './wrong-service-name.ts';

/**
 * Everything that can be wrong with a checkout whatever the lab, the most upstream first: a fault hides those behind
 * it. A lab takes the whole list, or the part its step asks for, and adds its own.
 */
export const upstreamFirst: readonly Diagnose[] = [
  ...missingSpanChecks,
  wrongServiceName,
  twoNames,
  missingHop,
  clientRoot,
  unendedSpan,
  splitTrace,
  orphanParent,
  catalogUnseen,
  serverWithoutClient,
  dbSpanDetached,
  flagIgnored(),
  tracestateLost,
];
