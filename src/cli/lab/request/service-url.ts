import type { PartTable } from '#system/part-spec.ts';
import { PARTS } from '#system/parts.ts';
import { choice } from '../choose.ts';
import type { Bench } from '../server/bench.ts';
import { type Failure, problems } from '../server/problems.ts';

/** The address of a service of the bench, as this terminal was given it; with the nearest name where there is no such service. */
export function serviceUrl(
  wanted: string,
  { env }: Pick<Bench, 'env'>,
  table: PartTable = PARTS,
): { ok: true; url: string } | Failure {
  const variables = Object.entries(table).flatMap(([part, spec]) => {
    const variable = 'kind' in spec && spec.kind === 'service' && spec.ports?.['http']?.url?.variable;
    return variable ? [[part, variable] as const] : [];
  });
  const variable = variables.find(([part]) => part === wanted)?.[1];
  if (variable === undefined) {
    const names = variables.map(([part]) => part);
    return problems.usage(`The bench has no service “${wanted}”.`, choice(wanted, names, 'Its services are'));
  }
  const url = env[variable];
  return url ? { ok: true, url } : problems.noBench;
}
