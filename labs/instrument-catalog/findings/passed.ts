import type { Evidence } from '#course/verdict.ts';
import { logFacts, spanFact } from '#grading/evidence.ts';
import type { CheckoutModel } from '#grading/experiments/checkout/model/checkout-model.ts';
import type { Judgement } from '#grading/judgement.ts';
import { catalogRequests } from './catalog-requests.ts';
import { isOfMachines, isOthers, straysOf } from './whose-span.ts';

/** The step is done; shows what catalog recorded of the first checkout. */
export function passed(model: CheckoutModel): Judgement<'pass'> {
  const [asked] = catalogRequests(model);
  const { caller, request } = asked!;
  const spans = asked!.spans.length > 0 ? asked!.spans : straysOf(model).slice(0, 1);
  const root = spans[0];
  return {
    status: 'pass',
    finding: 'pass',
    values: {
      traceId: request.probe.traceId,
      ownTraceId: root?.traceId ?? '',
      spans: spans.length === 1 ? 'one span' : `${spans.length} spans`,
      where:
        root && request.inTrace(root)
          ? 'in the trace of the checkout already'
          : 'in a trace of its own, as nothing tells it of its caller yet',
    },
    evidence: [
      ...spans
        .slice(0, 4)
        .map((span) => spanFact(span, `${span.kind.toUpperCase()} span of service.name ${span.service}.`)),
      ...(caller ? [spanFact(caller, 'storefront’s CLIENT span of the same request.')] : []),
      ...logFacts(request.logs),
      ...ofMachines(model),
    ],
  };
}

function ofMachines(model: CheckoutModel): Evidence[] {
  const asked = model.detachedRoots.find((span) => isOfMachines(span) && !isOthers(model, span));
  return asked
    ? [
        spanFact(
          asked,
          'By the way: requests for health are traced too. A prober asks every few seconds, for ever, and nobody reads these traces.',
        ),
      ]
    : [];
}
