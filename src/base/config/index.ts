export { Config, ConfigError } from './config.js';
export { ConfigModule } from './config.module.js';
