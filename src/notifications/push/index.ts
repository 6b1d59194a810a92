export { pushDeviceViews } from './push-device.view.js';
export { PushOfNotices } from './push-of-notices.js';
export { pushPolicy, PushResolver } from './push.resolver.js';
export { RegisterPushDevice } from './register-push-device.js';
export { RemovePushDevice } from './remove-push-device.js';
