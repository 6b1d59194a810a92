// Loaded before the service (`node --import`): a signal causes what no request should be able to cause.
process.once('SIGUSR2', () => void Promise.reject(new Error('nobody handles this')));
process.once('SIGPIPE', () => {
  throw new Error('nobody catches this');
});
