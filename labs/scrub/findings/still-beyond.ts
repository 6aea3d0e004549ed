import { diagnosis } from '#grading/diagnosis.ts';
import { leaksInHeaders, leaksInSeries } from '#grading/experiments/leaks/scan/leaks-in.ts';
import type { LeaksSeen } from '#grading/experiments/leaks/seen.ts';
import { readable } from './leaking.ts';
import { sayPlace, saySeen, WHAT } from './words.ts';

/** A metric of a service holds a value: as a label, of which every customer makes a series. */
export const stillInMetric = diagnosis(['still-in-metric'], ({ probes, beyond }: LeaksSeen) => {
  const found = (beyond?.series ?? []).flatMap((series) =>
    probes.flatMap((probe) =>
      readable(leaksInSeries(series, probe.canary)).map((leak) => ({ series, probe, leak })),
    ),
  );
  const [first] = found;
  if (!first) return undefined;
  const { series, probe, leak } = first;
  return {
    ...{ status: 'fail', finding: 'still-in-metric' },
    values: {
      ...{ service: series.service, metric: series.name, key: sayPlace(leak), what: WHAT[leak.secret] },
      ...{ form: saySeen(leak, probe), probe: probe.label },
    },
    evidence: [
      {
        kind: 'metric',
        ...{ series: series.name, value: 'a series of its own', labels: series.labels },
        note: `On the metrics page of ${series.service}, for checkout ${probe.id}.`,
      },
    ],
  };
});

/** A header of a message holds a value: whatever goes along with the trace goes to everybody who gets the message. */
export const stillInMessage = diagnosis(['still-in-message'], ({ probes, beyond }: LeaksSeen) => {
  const found = (beyond?.messages ?? []).flatMap((message) =>
    probes.flatMap((probe) =>
      readable(leaksInHeaders(message.headers, probe.canary)).map((leak) => ({ message, probe, leak })),
    ),
  );
  const [first] = found;
  if (!first) return undefined;
  const { message, probe, leak } = first;
  return {
    ...{ status: 'fail', finding: 'still-in-message' },
    values: {
      ...{ queue: message.queue, key: sayPlace(leak), what: WHAT[leak.secret] },
      ...{ form: saySeen(leak, probe), probe: probe.label },
    },
    evidence: [
      {
        kind: 'message',
        ...{ queue: message.queue, messageId: message.messageId },
        headers: message.headers.map(({ name, type, value }) => ({ name, type, value })),
        traceId: probe.probe.traceId,
        note: `The header ${sayPlace(leak)} has ${WHAT[leak.secret]}, ${saySeen(leak, probe)}.`,
      },
    ],
  };
});
