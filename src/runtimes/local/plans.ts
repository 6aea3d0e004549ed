import { join } from 'node:path';
import { BENCH_PARTS, OPTIONAL, type Service } from '#system/part-names.ts';
import { baseOf } from '#system/spec-of.ts';
import type { LocalContext } from './context.ts';
import { collectorPlan } from './parts/collector.ts';
import { jaegerPlan } from './parts/jaeger.ts';
import { lokiPlan } from './parts/loki.ts';
import { postgresPlan } from './parts/postgres.ts';
import { prometheusPlan } from './parts/prometheus.ts';
import { rabbitmqPlan } from './parts/rabbitmq.ts';
import { servicePlan } from './parts/service.ts';
import { tempoPlan } from './parts/tempo.ts';
import type { LocalPart, Plan } from './plan.ts';
import type { BuiltPart } from './prepare-tool.ts';

/** What is known only when a part is started. */
interface AtStart {
  toolProgram: (id: BuiltPart) => string;
  serviceProgram: (service: Service) => string;
  serviceVariables: (service: Service) => Readonly<Record<string, string>>;
  collectorFiles: () => readonly string[];
}

/** How each part is run; the configurations are those of labs/stack. */
export function plansOf(context: LocalContext, stackFolder: string, atStart: AtStart): Plan[] {
  return [...BENCH_PARTS, ...OPTIONAL].map((part) => planOf(part, context, stackFolder, atStart));
}

function planOf(part: LocalPart, context: LocalContext, stackFolder: string, atStart: AtStart): Plan {
  const base = baseOf(part) as LocalPart;
  const program = () => atStart.toolProgram(part as BuiltPart);
  const config = join(stackFolder, base, `${base}.yaml`);
  switch (base) {
    case 'postgres':
      return postgresPlan(context, join(stackFolder, 'postgres'));
    case 'rabbitmq':
      return rabbitmqPlan(context);
    case 'tempo':
      return tempoPlan(context, config, program);
    case 'collector':
      return collectorPlan(context, part as 'collector', program, atStart.collectorFiles);
    case 'prometheus':
      return prometheusPlan(context, config, program);
    case 'jaeger':
      return jaegerPlan(context, config, program);
    case 'loki':
      return lokiPlan(context, config, program);
    default:
      return servicePlan(context, base, {
        program: () => atStart.serviceProgram(base),
        variables: () => atStart.serviceVariables(base),
      });
  }
}
