import { z } from 'zod';

import { line } from '../../base/errors/index.js';

export const reason = line('The reason', 3, 500);
export const withReason = z.object({ reason });
