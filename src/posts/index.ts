export { CreatePost } from './create-post.js';
export { Post } from './post.entity.js';
export { postTags } from './post.view.js';
export { PostsModule } from './posts.module.js';
export { PublishPost } from './publish-post.js';
