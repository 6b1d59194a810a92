export { CreatePost } from './create-post.js';
export { PostsModule } from './posts.module.js';
export { PostPublished, PublishPost } from './publish-post.js';
