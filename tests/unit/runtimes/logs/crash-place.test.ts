import { expect, test } from 'vitest';
import { crashPlace } from '#runtimes/logs/crash-place.ts';

const STACK = `
goroutine 9 [running]:
sync.(*WaitGroup).Go.func1.1()
	/usr/local/go/src/sync/waitgroup.go:251 +0x45
panic({0xc01540?, 0x284f95976390?})
	/usr/local/go/src/runtime/panic.go:860 +0x13a
bookstore/internal/queue.headerCarrier.Get(0x284f958a37ef?, {0xd5334e?, 0x0?})
	/home/ada/internal/workspaces/across-the-queue/internal/queue/carrier.go:15 +0x57
go.opentelemetry.io/otel/propagation.TraceContext.extract({}, {0xd9eac8, 0x284f95976330})
	/go/mod/go.opentelemetry.io/otel@v1.47.0/propagation/trace_context.go:119 +0x1cf
bookstore/internal/queue.(*Consumer).handle(_, {{0xd9ec20, 0x284f9590c420}, 0x2, 0x0, ...})
	/home/ada/internal/workspaces/across-the-queue/internal/queue/handle.go:20 +0x16c
`;

test('the newest frame of the Bookstore’s own code, below those of Go and of libraries', () => {
  expect(crashPlace(`service started\npanic: interface conversion: interface {} is nil\n${STACK}`)).toEqual({
    ...{ file: 'internal/queue/carrier.go', line: 15, code: 'headerCarrier.Get' },
  });
});

test('a method of a pointer, main, and a panic that a server caught', () => {
  const handled = STACK.slice(STACK.indexOf('go.opentelemetry'));
  expect(crashPlace(`http: panic serving 127.0.0.1:1: boom\n${handled}`)?.code).toBe('(*Consumer).handle');
  expect(crashPlace('panic: boom\n\nmain.main()\n\t/x/workspaces/y/cmd/orders/main.go:33 +0x1\n')).toEqual({
    ...{ file: 'cmd/orders/main.go', line: 33, code: 'main' },
  });
});

test('a text without a panic, or without code of the Bookstore, names no place', () => {
  expect(crashPlace(STACK.replaceAll('panic', 'other'))).toBeUndefined();
  expect(crashPlace('panic: boom')).toBeUndefined();
  expect(crashPlace('panic: boom\nmain.main()\n\t/x/y/z.go:33 +0x1\n')).toBeUndefined();
});
