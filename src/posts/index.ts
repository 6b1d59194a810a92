export { CreatePost } from './create-post.js';
export { PostsModule } from './posts.module.js';
export { PublishPost } from './publish-post.js';
