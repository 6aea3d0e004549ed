import { join } from 'node:path';
import { SERVICES, type Service } from '../parts.ts';
import type { LocalContext } from './context.ts';
import { collectorPlan } from './parts/collector.ts';
import { jaegerPlan } from './parts/jaeger.ts';
import { lokiPlan } from './parts/loki.ts';
import { postgresPlan } from './parts/postgres.ts';
import { prometheusPlan } from './parts/prometheus.ts';
import { rabbitmqPlan } from './parts/rabbitmq.ts';
import { servicePlan } from './parts/service.ts';
import { tempoPlan } from './parts/tempo.ts';
import type { Plan } from './plan.ts';
import type { BuiltPart } from './prepare-tool.ts';

/** What is known only when a part is started. */
interface AtStart {
  toolProgram: (id: BuiltPart) => string;
  serviceProgram: (service: Service) => string;
  collectorFiles: () => readonly string[];
}

/** How each part is run; the configurations are those of labs/stack. */
export function plansOf(context: LocalContext, stackFolder: string, atStart: AtStart): Plan[] {
  const { toolProgram, serviceProgram, collectorFiles } = atStart;
  const config = (tool: BuiltPart) => join(stackFolder, tool, `${tool}.yaml`);
  return [
    postgresPlan(context, join(stackFolder, 'postgres')),
    rabbitmqPlan(context),
    tempoPlan(context, config('tempo'), () => toolProgram('tempo')),
    collectorPlan(context, () => toolProgram('collector'), collectorFiles),
    prometheusPlan(context, config('prometheus'), () => toolProgram('prometheus')),
    jaegerPlan(context, config('jaeger'), () => toolProgram('jaeger')),
    lokiPlan(context, config('loki'), () => toolProgram('loki')),
    ...SERVICES.map((service) => servicePlan(context, service, () => serviceProgram(service))),
  ];
}
