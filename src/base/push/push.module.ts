import { Global, Module } from '@nestjs/common';

import { ApnsSender } from './apns-sender.js';
import { FcmSender } from './fcm-sender.js';
import { Push } from './push.js';
import { WebPushKey } from './web-push-key.js';
import { WebPushSender } from './web-push-sender.js';

@Global()
@Module({
  providers: [ApnsSender, FcmSender, Push, WebPushKey, WebPushSender],
  exports: [Push],
})
export class PushModule {}
