import { Args, Mutation, Resolver } from '@nestjs/graphql';

import type { DeleteAccountInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { CurrentViewer, type Result } from '../../base/graphql/index.js';
import { DeleteAccount } from './delete-account.js';
import { RequestExport } from './request-export.js';

@Resolver()
export class PrivacyResolver {
  constructor(
    private readonly requestExportVerb: RequestExport,
    private readonly deleteAccountVerb: DeleteAccount,
  ) {}

  @Mutation()
  requestExport(@CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.requestExportVerb.execute(viewer);
  }

  @Mutation()
  deleteAccount(@Args('input') input: DeleteAccountInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.deleteAccountVerb.execute(input, viewer);
  }
}
