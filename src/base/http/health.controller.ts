import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';

import { Database } from '../database/index.js';
import { Drain } from './drain.js';

/** For whoever runs the service. `/livez` is about this process alone, `/readyz` about whether to send it requests. */
@Controller()
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly drain: Drain,
  ) {}

  @Get('livez')
  live(): { status: string } {
    return { status: 'alive' };
  }

  @Get('readyz')
  async ready(): Promise<{ status: string }> {
    if (this.drain.begun) throw unavailable('The process is stopping.');
    if (!(await this.database.answers())) throw unavailable('The database does not answer.');
    return { status: 'ready' };
  }
}

function unavailable(reason: string): ServiceUnavailableException {
  return new ServiceUnavailableException({ status: 'unavailable', reason });
}
