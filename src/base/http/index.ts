export { allowOrigins } from './cors.js';
export { Drain } from './drain.js';
export { HealthController } from './health.controller.js';
export { Metrics } from './metrics.js';
export { hardenHttp, httpAdapter } from './server.js';
