/** The Bookstore's services, upstream first: the ones a learner edits. */
export const SERVICES = ['storefront', 'catalog', 'orders', 'payments-worker'] as const;
export type Service = (typeof SERVICES)[number];

/** The stack under them, in start order. */
export const STACK = ['postgres', 'rabbitmq', 'tempo', 'collector'] as const;
export type StackPart = (typeof STACK)[number];

/** Anything a runtime starts, watches and can restart. */
export type Part = Service | StackPart;
export const PARTS: readonly Part[] = [...STACK, ...SERVICES];
