import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../tests/helpers/database.ts'
import type { Database } from './database.ts'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})

test('answers', async () => {
  expect(await db.query('select 1 as one')).toEqual([{ one: 1 }])
})
