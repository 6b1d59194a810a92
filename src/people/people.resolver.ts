import { Args, Mutation, Resolver } from '@nestjs/graphql';

import type { FavouriteMentorInput, UnfavouriteMentorInput } from '#schema';

import type { SignedIn } from '../base/access/index.js';
import { CurrentViewer, type Result } from '../base/graphql/index.js';
import { FavouriteMentor } from './favourite-mentor.js';

@Resolver()
export class PeopleResolver {
  constructor(private readonly favourites: FavouriteMentor) {}

  @Mutation()
  favouriteMentor(@Args('input') input: FavouriteMentorInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.favourites.add(input, viewer);
  }

  @Mutation()
  unfavouriteMentor(@Args('input') input: UnfavouriteMentorInput, @CurrentViewer() viewer: SignedIn): Promise<Result> {
    return this.favourites.remove(input, viewer);
  }
}
