import { Global, Module } from '@nestjs/common';

import { LoadedContent } from './loaded-content.js';

@Global()
@Module({ providers: [LoadedContent], exports: [LoadedContent] })
export class ContentModule {}
