export { DEMO_PASSWORD, DEMO_SIGN_INS, DemoCommunity } from './demo-community.js';
export { DemoModule } from './demo.module.js';
