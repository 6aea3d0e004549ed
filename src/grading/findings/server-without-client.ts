import { diagnosis } from '../diagnosis.ts';
import { spanFact } from '../evidence.ts';

/** A SERVER span hangs under another service, but not under a CLIENT span of it: nobody measured the call itself. */
export const serverWithoutClient = diagnosis(['server-without-client'], ({ checkout }) => {
  for (const server of checkout.spans.filter(({ kind }) => kind === 'server')) {
    const parent = checkout.tree.parentOf(server);
    if (!parent || parent.service === server.service || parent.kind === 'client') continue;
    return {
      status: 'fail',
      finding: 'server-without-client',
      values: {
        service: server.service,
        caller: parent.service,
        under: parent.kind.toUpperCase(),
        traceId: server.traceId,
      },
      evidence: [
        spanFact(server, `Its parent is a span of kind ${parent.kind}.`),
        spanFact(parent, 'Its parent, which measures more than the call.'),
      ],
    };
  }
  return undefined;
});
