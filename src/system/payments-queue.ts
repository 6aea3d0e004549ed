/** The queue of RabbitMQ through which orders asks payments-worker for a payment. */
export const PAYMENTS_QUEUE = 'payments';
