export { Drain } from './drain.js';
export { HealthController } from './health.controller.js';
export { hardenHttp, httpAdapter } from './server.js';
