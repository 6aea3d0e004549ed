import { join } from 'node:path';

/** A program of the stack that is built from a wrapper module in labs/stack. */
export interface Tool {
  id: 'tempo' | 'collector';
  title: string;
  /** The wrapper module: its go.mod and go.sum decide what is built. */
  source: string;
  package: string;
  /** A first build on two cores, modules to be downloaded, in milliseconds: measured; replaced by the last build here. */
  usual: number;
}

/** The tools, most wanted first. */
export function toolsIn(stackFolder: string): Tool[] {
  return [
    {
      id: 'tempo',
      title: 'Build Tempo',
      source: join(stackFolder, 'tempo'),
      package: 'github.com/grafana/tempo/cmd/tempo',
      usual: 180_000,
    },
    {
      id: 'collector',
      title: 'Build the OpenTelemetry Collector',
      source: join(stackFolder, 'collector'),
      package: '.',
      usual: 240_000,
    },
  ];
}
