import { Args, Mutation, Resolver } from '@nestjs/graphql';

import type { ChangePasswordInput, ResetPasswordInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { CurrentViewer, OwnTransaction, type Result } from '../../base/graphql/index.js';
import { ChangePassword } from './change-password.js';
import { ResetPassword } from './reset-password.js';

@Resolver()
export class PasswordsResolver {
  constructor(
    private readonly resetPasswordVerb: ResetPassword,
    private readonly changePasswordVerb: ChangePassword,
  ) {}

  @Mutation()
  @OwnTransaction()
  resetPassword(@Args('input') input: ResetPasswordInput): Promise<Result> {
    return this.resetPasswordVerb.execute(input);
  }

  @Mutation()
  @OwnTransaction()
  changePassword(@Args('input') input: ChangePasswordInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.changePasswordVerb.execute(input, viewer);
  }
}
