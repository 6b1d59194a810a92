import { Args, Mutation, Resolver } from '@nestjs/graphql';

import type { BookPackageInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { CurrentViewer, InTurn, type Result } from '../../base/graphql/index.js';
import { BookPackage } from './book-package.js';

@Resolver()
export class PackageResolver {
  constructor(private readonly bookPackageVerb: BookPackage) {}

  @Mutation()
  @InTurn('offeringId')
  bookPackage(@Args('input') input: BookPackageInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.bookPackageVerb.execute(input, viewer);
  }
}
