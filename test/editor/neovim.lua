-- What a person would do in Neovim, told by a file of JSON and answered by a line of JSON.
local plan = vim.json.decode(table.concat(vim.fn.readfile(arg[1]), '\n'))
local patience = 60000
vim.o.swapfile, vim.o.hidden = false, true
vim.cmd.edit(plan.file)
local buffer = vim.api.nvim_get_current_buf()
vim.bo.filetype = 'typescript'
vim.bo.expandtab, vim.bo.shiftwidth = true, 2
vim.lsp.config.dbsql = plan.server
vim.lsp.enable('dbsql')
vim.wait(patience, function() local c = vim.lsp.get_clients({ bufnr = buffer })[1]; return c ~= nil and c.initialized end, 20)
local client = vim.lsp.get_clients({ bufnr = buffer })[1]

local function request(method, place)
  local params = { textDocument = { uri = vim.uri_from_bufnr(buffer) }, position = { line = place[1], character = place[2] } }
  local answer = client:request_sync(method, params, patience, buffer)
  return answer and answer.result
end

local function hover(place)
  local found = request('textDocument/hover', place)
  if not found or found == vim.NIL or not found.contents then return '' end
  return table.concat(vim.lsp.util.convert_input_to_markdown_lines(found.contents), '\n')
end

local function complete(place)
  local found = request('textDocument/completion', place) or {}
  return vim.tbl_map(function(item) return item.label end, found.items or found)
end

local function problems()
  local found = vim.diagnostic.get(buffer, { severity = { min = vim.diagnostic.severity.WARN } })
  table.sort(found, function(a, b) return a.lnum < b.lnum or (a.lnum == b.lnum and a.col < b.col) end)
  return vim.tbl_map(function(one)
    -- Neovim counts bytes, people count letters.
    local line = vim.api.nvim_buf_get_lines(buffer, one.lnum, one.lnum + 1, false)[1]
    return { one.lnum, vim.str_utfindex(line, 'utf-16', one.col), tostring(one.code), one.message, one.source }
  end, found)
end

local said = { encoding = client.offset_encoding }
vim.wait(patience, function() return #problems() >= plan.problems end, 20)
said.problems = problems()
said.hovers = vim.tbl_map(hover, plan.hovers)
said.completions = vim.tbl_map(complete, plan.completions)

-- As typed: the server gets a difference, not the whole text.
local e = plan.edit
vim.api.nvim_buf_set_text(buffer, e.line, e.from, e.line, e.to, { e.text })
vim.wait(patience, function()
  return vim.iter(problems()):any(function(one) return one[4]:find(plan.expected, 1, true) ~= nil end)
end, 20)
said.edited = { problems = problems(), hovers = vim.tbl_map(hover, plan.hovers) }

local before = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
vim.lsp.buf.format({ async = false, timeout_ms = patience })
local after = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
said.lines, said.formatted = #before, after
io.stdout:write('\n' .. vim.json.encode(said) .. '\n')
vim.cmd('qa!')
