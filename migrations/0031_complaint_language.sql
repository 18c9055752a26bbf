-- The language in which somebody complained and is answered (domain brief 3.11, idioma). Null: nobody asked.
alter table complaint add column language text;
