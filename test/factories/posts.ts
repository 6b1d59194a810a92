import { keyed } from '../harness/client.js';
import type { Person } from './people.js';

export interface MadePost {
  readonly id: string;
  readonly slug: string;
}

export async function aDraft(
  author: Person,
  { title = 'A post about attention', markdown = 'Some **text**.', topics = ['self-attention'] } = {},
): Promise<MadePost> {
  const { createPost } = await author.client.run('CreatePost', { input: keyed({ title, markdown, topics }) });
  if (!createPost || !('post' in createPost)) throw new Error(JSON.stringify(createPost));
  return createPost.post;
}

export async function aPost(author: Person, options: Parameters<typeof aDraft>[1] = {}): Promise<MadePost> {
  const post = await aDraft(author, options);
  const { publishPost } = await author.client.run('PublishPost', { input: keyed({ postId: post.id }) });
  if (!publishPost || !('post' in publishPost)) throw new Error(JSON.stringify(publishPost));
  return post;
}

export async function aComment(by: Person, subjectId: string, markdown = 'A remark.'): Promise<string> {
  const { addComment } = await by.client.run('AddComment', { input: keyed({ subjectId, markdown }) });
  if (!addComment || !('comment' in addComment)) throw new Error(JSON.stringify(addComment));
  return addComment.comment.id;
}
