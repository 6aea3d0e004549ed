/** The Bookstore's services, upstream first: the ones a learner edits. */
export const SERVICES = ['storefront', 'catalog', 'orders', 'payments-worker'] as const;
export type Service = (typeof SERVICES)[number];

/** The stack under them, in start order. */
export const STACK = ['postgres', 'rabbitmq', 'tempo', 'collector'] as const;
export type StackPart = (typeof STACK)[number];

/** Parts of the stack that run only where a lab needs them, in start order. */
export const OPTIONAL = ['prometheus', 'jaeger', 'loki'] as const;
export type OptionalPart = (typeof OPTIONAL)[number];

/** What a bench consists of on every runtime. */
export type BenchPart = Service | StackPart;
export const PARTS: readonly BenchPart[] = [...STACK, ...SERVICES];

/** Anything a runtime starts, watches and can restart; `cluster` is what the kind runtime stands on. */
export type Part = BenchPart | OptionalPart | 'cluster';
