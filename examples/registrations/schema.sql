-- The registration of guests for an event and their accommodation, as an object-relational mapper names and keys it; all made here.

create type "Role" as enum ('USER', 'ADMIN', 'SUPER_ADMIN');
create type "Status" as enum ('PENDING', 'VERIFIED', 'CANCELLED');

create table "User" (
    "id" text primary key,
    "email" text not null unique,
    "name" text,
    "passwordHash" text not null,
    "role" "Role" not null default 'USER',
    "createdAt" timestamp(3) not null default current_timestamp,
    "updatedAt" timestamp(3) not null
);

create table "Room" (
    "id" text primary key,
    "name" text not null unique,
    "capacity" integer not null check ("capacity" > 0),
    "gender" text,
    "createdAt" timestamp(3) not null default current_timestamp,
    "updatedAt" timestamp(3) not null
);

create table "Registration" (
    "id" text primary key,
    "userId" text references "User" ("id") on update cascade on delete set null,
    "fullName" text not null,
    "dateOfBirth" date,
    "phoneNumber" text,
    "status" "Status" not null default 'PENDING',
    "details" jsonb,
    "createdAt" timestamp(3) not null default current_timestamp,
    "updatedAt" timestamp(3) not null
);

create table "RoomAllocation" (
    "id" text primary key,
    "registrationId" text not null unique references "Registration" ("id") on update cascade on delete cascade,
    "roomId" text not null references "Room" ("id") on update cascade on delete restrict,
    "createdAt" timestamp(3) not null default current_timestamp,
    "updatedAt" timestamp(3) not null
);

create table "Message" (
    "id" text primary key,
    "userId" text references "User" ("id") on update cascade on delete set null,
    "subject" text not null,
    "body" text not null,
    "deliveredTo" text[] not null,
    "createdAt" timestamp(3) not null default current_timestamp,
    "updatedAt" timestamp(3) not null
);

create table "SmsVerification" (
    "id" text primary key,
    "phoneNumber" text not null,
    "codeHash" text not null,
    "attempts" integer not null default 0,
    "verified" boolean not null default false,
    "createdAt" timestamp(3) not null default current_timestamp,
    "updatedAt" timestamp(3) not null
);

create table "SystemConfig" (
    "key" text primary key,
    "value" jsonb not null,
    "createdAt" timestamp(3) not null default current_timestamp,
    "updatedAt" timestamp(3) not null
);

insert into "User"
select 'user' || lpad(n::text, 4, '0'),
       case when n = 1 then 'admin@accommodation.example' else 'user' || n || '@accommodation.example' end,
       first.name || ' ' || last.name,
       '$2b$12$' || left(encode(sha256(convert_to('sample ' || n, 'UTF8')), 'base64'), 40),
       (case when n = 1 then 'SUPER_ADMIN' when n < 6 then 'ADMIN' else 'USER' end)::"Role",
       timestamp '2024-01-15 10:30:00' + n * interval '1 hour',
       timestamp '2024-01-15 10:30:00' + n * interval '25 hours 0.25 seconds'
  from generate_series(1, 150) n
  cross join lateral (select (array['Adaeze', 'Bola', 'Chidi', 'Dayo', 'Emeka', 'Funke', 'Gbenga', 'Halima'])[1 + n % 8] as name) first
  cross join lateral (select (array['Okafor', 'Adeyemi', 'Bello', 'O''Connor', 'Eze', 'Ibrahim', 'Ogunleye'])[1 + n % 7] as name) last;

insert into "Room"
select 'room' || lpad(n::text, 3, '0'),
       'Block ' || chr(65 + n % 5) || ', room ' || n,
       2 + n % 7,
       (array['Female', 'Male'])[1 + n % 2],
       timestamp '2024-01-10 08:00:00',
       timestamp '2024-01-10 08:00:00' + n * interval '1 day'
  from generate_series(1, 50) n;

insert into "Registration"
select 'reg' || lpad(n::text, 5, '0'),
       'user' || lpad((1 + n * 7 % 150)::text, 4, '0'),
       'Participant ' || n,
       date '1999-01-01' + n * 29 % 4000,
       case when n % 6 > 0 then '+234 80 ' || (30000000 + n * 137) end,
       (array['PENDING', 'VERIFIED', 'VERIFIED', 'CANCELLED'])[1 + n % 4]::"Status",
       case n % 3 when 0 then jsonb_build_object('diet', 'vegetarian', 'emergency', jsonb_build_object('name', 'Parent ' || n, 'calls', n % 4))
                  when 1 then jsonb_build_object('diet', null, 'notes', E'likes "quiet" rooms\n☂') end,
       timestamp '2024-02-01 09:00:00' + n * interval '20 minutes',
       timestamp '2024-02-01 09:00:00' + n * interval '3 hours'
  from generate_series(1, 300) n;

insert into "RoomAllocation"
select 'alloc' || lpad(n::text, 4, '0'), 'reg' || lpad(n::text, 5, '0'), 'room' || lpad((1 + n % 50)::text, 3, '0'),
       timestamp '2024-03-01 12:00:00' + n * interval '1 minute', timestamp '2024-03-01 12:00:00' + n * interval '2 minutes'
  from generate_series(1, 120) n;

insert into "Message"
select 'msg' || lpad(n::text, 4, '0'), 'user' || lpad((1 + n % 5)::text, 4, '0'),
       'Announcement ' || n, 'Dear participants,' || E'\n' || 'the bus leaves at ' || (6 + n % 12) || ' o''clock.',
       array['user' || lpad((1 + n)::text, 4, '0'), 'user' || lpad((2 + n)::text, 4, '0')],
       timestamp '2024-03-05 07:00:00' + n * interval '1 day', timestamp '2024-03-05 07:00:00' + n * interval '1 day'
  from generate_series(1, 75) n;

insert into "SmsVerification"
select 'sms' || lpad(n::text, 4, '0'), '+234 80 ' || (30000000 + n * 137), encode(sha256(convert_to('code ' || n, 'UTF8')), 'hex'),
       n % 4, n % 4 < 3, timestamp '2024-02-01 09:01:00' + n * interval '20 minutes', timestamp '2024-02-01 09:03:00' + n * interval '20 minutes'
  from generate_series(1, 90) n;

insert into "SystemConfig"
values ('registration.open', 'true', '2024-01-01 00:00:00', '2024-01-02 00:00:00'),
       ('registration.fee', '{"amount": 15000.50, "currency": "NGN"}', '2024-01-01 00:00:00', '2024-01-03 00:00:00'),
       ('rooms.genders', '["Female", "Male"]', '2024-01-01 00:00:00', '2024-01-04 00:00:00'),
       ('branding', '{"title": "AccoReg", "colours": {"primary": "#006633"}}', '2024-01-01 00:00:00', '2024-01-05 00:00:00');

analyze;
