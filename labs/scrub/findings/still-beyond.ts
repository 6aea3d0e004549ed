import { diagnosis } from '#grading/diagnosis.ts';
import { isHash, sayForm } from '#grading/experiments/leaks/scan/form.ts';
import { type Leak, leaksInMessage, leaksInSeries } from '#grading/experiments/leaks/scan/leaks-in.ts';
import type { LeaksSeen } from '#grading/experiments/leaks/seen.ts';
import { whereHashed } from './where-to-look.ts';
import { sayHashed, sayPlace, saySeen, WHAT } from './words.ts';

/** A metric of a service holds a value: as a label, of which every customer makes a series. */
export const stillInMetric = diagnosis(['still-in-metric'], (seen: LeaksSeen) => {
  const first = inMetrics(seen).find(isReadable);
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

/** A header or a property of a message holds a value: whatever goes along with the trace goes to everybody who gets the message. */
export const stillInMessage = diagnosis(['still-in-message'], (seen: LeaksSeen) => {
  const first = inMessages(seen).find(isReadable);
  if (!first) return undefined;
  const { message, probe, leak } = first;
  return {
    ...{ status: 'fail', finding: 'still-in-message' },
    values: {
      ...{ queue: message.queue, place: placeIn(message, leak), what: WHAT[leak.secret] },
      ...{ form: saySeen(leak, probe), probe: probe.label },
    },
    evidence: [
      {
        kind: 'message',
        ...{ queue: message.queue, messageId: message.messageId },
        headers: [
          ...message.headers.map(({ name, type, value }) => ({ name, type, value })),
          ...(isProperty(message, leak) ? propertiesOf(message) : []),
        ],
        traceId: probe.probe.traceId,
        note: `In ${placeIn(message, leak)} is ${WHAT[leak.secret]}, ${saySeen(leak, probe)}.`,
      },
    ],
  };
});

/** Neither holds a value that can be read, and one of them holds a hash that anybody can compute again. */
export const hashedBeyond = diagnosis(['only-hashed'], (seen: LeaksSeen) => {
  const found = [
    ...inMetrics(seen).map(({ series, ...rest }) => ({
      ...{ ...rest, store: 'The metrics', span: series.name, service: series.service },
    })),
    ...inMessages(seen).map(({ message, ...rest }) => ({
      ...{ ...rest, store: 'A message', span: message.queue, service: 'orders' },
    })),
  ];
  const [first] = found;
  if (!first) return undefined;
  const { store, span, service, leak, probe } = first;
  return {
    ...{ status: 'fail', finding: 'only-hashed' },
    values: {
      ...{ store, span, service, key: sayPlace(leak), what: sayHashed(leak), hash: sayForm(leak.form) },
      ...{ probe: probe.label, more: '', look: whereHashed({ key: sayPlace(leak), service }) },
    },
    evidence: [
      {
        ...{ kind: 'backend', name: service },
        note: `Checkout ${probe.id}: ${WHAT[leak.secret]} in ${sayPlace(leak)} of ${span}, ${saySeen(leak, probe)}.`,
      },
    ],
  };
});

function inMetrics({ probes, beyond }: LeaksSeen) {
  return (beyond?.series ?? []).flatMap((series) =>
    probes.flatMap((probe) => leaksInSeries(series, probe.canary).map((leak) => ({ series, probe, leak }))),
  );
}

function inMessages({ probes, beyond }: LeaksSeen) {
  return (beyond?.messages ?? []).flatMap((message) =>
    probes.flatMap((probe) =>
      leaksInMessage(message, probe.canary).map((leak) => ({ message, probe, leak })),
    ),
  );
}

type Message = NonNullable<LeaksSeen['beyond']>['messages'][number];

function isProperty({ headers }: Message, { key }: Leak): boolean {
  return !headers.some(({ name }) => name === key);
}

function placeIn(message: Message, leak: Leak): string {
  return `the ${isProperty(message, leak) ? 'property' : 'header'} \`${sayPlace(leak)}\``;
}

function propertiesOf({ messageId, properties }: Message) {
  return Object.entries({ message_id: messageId, ...properties }).map(([name, value]) => ({
    ...{ name: `property ${name}`, type: 'text' as const, value },
  }));
}

function isReadable({ leak }: { leak: Leak }): boolean {
  return !isHash(leak.form);
}
