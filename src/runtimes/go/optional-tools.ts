import { join } from 'node:path';
import type { OptionalPart } from '../parts.ts';
import type { ToolOf } from './tool.ts';

/** The tools only some labs need, in the order of OPTIONAL. */
export function optionalToolsIn(stackFolder: string): ToolOf<OptionalPart>[] {
  return [
    {
      id: 'prometheus',
      title: 'Build Prometheus',
      source: join(stackFolder, 'prometheus'),
      package: 'github.com/prometheus/prometheus/cmd/prometheus',
      // The targets are named one by one. Service discovery would bring in the client of every cloud, and not all can be had.
      tags: 'remove_all_sd',
      usual: 150_000,
    },
    {
      id: 'jaeger',
      title: 'Build Jaeger',
      source: join(stackFolder, 'jaeger'),
      package: 'github.com/jaegertracing/jaeger/cmd/jaeger',
      usual: 180_000,
    },
    {
      id: 'loki',
      title: 'Build Loki',
      source: join(stackFolder, 'loki'),
      package: 'github.com/grafana/loki/v3/cmd/loki',
      usual: 300_000,
    },
  ];
}
