import { diagnosis } from '#grading/diagnosis.ts';
import type { LeakProbe, LeaksSeen } from '#grading/experiments/leaks/seen.ts';

/** The database has an order without the address of its customer, who then never gets a receipt: capitals do not matter. */
export const addressNotKept = diagnosis(['address-not-kept'], ({ probes, beyond }: LeaksSeen) => {
  const kept = beyond?.kept;
  if (!kept) return undefined;
  const emailOf = ({ probe }: LeakProbe) =>
    kept.find(({ orderId }) => orderId === probe.orderId.toLowerCase())?.email ?? undefined;
  const lost = probes.filter((one) => emailOf(one)?.toLowerCase() !== one.canary.email.toLowerCase());
  const [first] = lost;
  if (!first) return undefined;
  const email = emailOf(first);
  return {
    ...{ status: 'fail', finding: 'address-not-kept' },
    values: {
      ...{ probe: first.label, now: email ? `the address “${email}”` : 'no address' },
      ...{ lost: String(lost.length), of: String(probes.length) },
    },
    evidence: [
      {
        ...{ kind: 'backend', name: 'postgres' },
        note: `${probes.length - lost.length} of ${probes.length} orders have the address that their customer gave.`,
      },
    ],
  };
});
