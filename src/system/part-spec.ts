/** What of the bench a part is. A `store` keeps the Bookstore's data, a `tool` takes or keeps telemetry, a `job` ends by itself. */
type Kind = 'service' | 'job' | 'store' | 'tool';

/** One port a part listens on. Its key in `ports` is the role it has in the part. */
export interface PortSpec {
  /** Its name in a bench's ports.json; without one, the part's name followed by the role: `tempoHttp`. */
  name?: string;
  /** The number inside a pod; absent where only the part itself uses the port, or no pod has it. */
  pod?: number;
  /** On a cluster, also opened on loopback of the learner's machine. */
  forwarded?: true;
  /** Where programs outside the bench find it: its name among the endpoints, and the variable of the learner's terminals. */
  url?: { name: string; variable: string; path?: string };
}

/** Everything in which one part of the system differs from the others. */
export interface PartSpec {
  kind: Kind;
  /** For people, as in the middle of a sentence. */
  title: string;
  /** Runs only where a lab needs it. */
  optional?: true;
  /** Services and jobs: the Go package of the workspace that becomes the program. */
  program?: `cmd/${string}`;
  /** Services and jobs: what it cannot work without, each given to it as the variable of that part's address. */
  needs?: readonly string[];
  /** Services and jobs: variables of its own, besides those that every service has. */
  env?: Readonly<Record<string, string>>;
  /** Services: the span with which a request enters it. Which service a process is, is told by that span. */
  entry?: { kind: 'consumer' } | { kind: 'server'; route: RegExp };
  /** Services: the files of the Bookstore in which it reads the context that came, and writes the one that goes, by callee. */
  sources?: { entry: string; calls?: Readonly<Record<string, string>> };
  /** Services and jobs: one colour wherever it is named. The two of the page are the CSS token `--svc-<part>`. */
  colour?: {
    terminal: 'cyan' | 'yellow' | 'magenta' | 'green' | 'red' | 'blue';
    light: string;
    dark: string;
  };
  /** Stores: the variable in which a service expects the address. */
  variable?: string;
  /** Tools: the program that is built from the wrapper module of this name in labs/stack. */
  build?: {
    module: string;
    package: string;
    /** In “Build …”, where the title would say too little. */
    title?: string;
    /** Go build tags, which leave parts of the program out. */
    tags?: string;
    /** Milliseconds of a first build on two cores, modules to be downloaded: measured. */
    typicalMs: number;
  };
  /** Tools: where a GET answers 200 as soon as the part is ready. */
  ready?: { port: string; path: string };
  /** Optional tools: the Collector sends to it, by labs/stack/collector/<part>.yaml. */
  fedByCollector?: true;
  /** Stores and tools: milliseconds that a start usually takes, measured; on a cluster with the image's way to the node. */
  typicalStartMs?: { local: number; kind?: number };
  ports: Readonly<Record<string, PortSpec>>;
}

/** A part that is run as another one is: the same program, the same roles of ports, under a name of its own. */
export interface LikeSpec {
  like: string;
  title: string;
  optional?: true;
}

/** A whole system, in the order in which parts are listed; among services the most upstream comes first. */
export type PartTable = Readonly<Record<string, PartSpec | LikeSpec>>;
