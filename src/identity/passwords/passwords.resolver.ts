import { Args, Mutation, Resolver } from '@nestjs/graphql';

import type { ResetPasswordInput } from '#schema';

import { OwnTransaction, type Result } from '../../base/graphql/index.js';
import { ResetPassword } from './reset-password.js';

@Resolver()
export class PasswordsResolver {
  constructor(private readonly resetPasswordVerb: ResetPassword) {}

  @Mutation()
  @OwnTransaction()
  resetPassword(@Args('input') input: ResetPasswordInput): Promise<Result> {
    return this.resetPasswordVerb.execute(input);
  }
}
