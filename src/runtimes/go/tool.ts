import { join } from 'node:path';

/** A program of the stack that is built from a wrapper module in labs/stack. */
export interface ToolOf<Id extends string = string> {
  id: Id;
  title: string;
  /** The wrapper module: its go.mod and go.sum decide what is built. */
  source: string;
  package: string;
  /** Go build tags, which leave parts of the program out. */
  tags?: string;
  /** A first build on two cores, modules to be downloaded, in milliseconds: measured; replaced by the last build here. */
  usual: number;
}

/** One that every bench needs. */
export type Tool = ToolOf<'tempo' | 'collector'>;

/** The tools every bench needs, most wanted first. */
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
