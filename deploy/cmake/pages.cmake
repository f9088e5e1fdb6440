# The pages: web/ built by its own tools and put beside the server, which looks for them in the folder `pages` next to itself.
set(web ${CMAKE_SOURCE_DIR}/web)
set(without_pages "or build the server alone: cmake -DBURGERTOP_PAGES=OFF")

find_program(NODE node)
find_program(NPM npm)
if(NOT NODE OR NOT NPM)
	message(FATAL_ERROR "Node.js (18 or newer) and npm build the pages; node: ${NODE}, npm: ${NPM}.\n"
		"On Debian 12: deploy/packages install build, ${without_pages}")
endif()
execute_process(COMMAND ${NODE} -p process.versions.node OUTPUT_VARIABLE node_version OUTPUT_STRIP_TRAILING_WHITESPACE)
if(node_version VERSION_LESS 18)
	message(FATAL_ERROR "${NODE} is Node.js ${node_version}; the pages need 18 or newer.\nPut a newer one before it in PATH, ${without_pages}")
endif()

# Tools and libraries of the pages. tests/run looks at the same stamp.
set(installed ${web}/node_modules/.installed)
add_custom_command(OUTPUT ${installed}
	COMMAND ${NPM} ci --no-audit --no-fund --loglevel=error
	COMMAND ${CMAKE_COMMAND} -E touch ${installed}
	DEPENDS ${web}/package.json ${web}/package-lock.json
	WORKING_DIRECTORY ${web}
	COMMENT "Pages: installing tools (npm ci)"
	VERBATIM)

file(GLOB_RECURSE web_sources CONFIGURE_DEPENDS ${web}/src/* ${web}/public/* ${web}/scripts/*)
list(FILTER web_sources EXCLUDE REGEX "protocol\\.gen\\.ts$|\\.test\\.tsx?$")
set(built ${CMAKE_BINARY_DIR}/pages.stamp)
add_custom_command(OUTPUT ${built}
	COMMAND ${NPM} run --silent build
	COMMAND ${CMAKE_COMMAND} -E rm -rf ${CMAKE_BINARY_DIR}/pages
	COMMAND ${CMAKE_COMMAND} -E copy_directory ${web}/dist ${CMAKE_BINARY_DIR}/pages
	COMMAND ${CMAKE_COMMAND} -E touch ${built}
	DEPENDS ${installed} ${web_sources} ${web}/vite.config.ts ${web}/tsconfig.json ${CMAKE_SOURCE_DIR}/schema/protocol.schema.json
	WORKING_DIRECTORY ${web}
	COMMENT "Pages: building"
	VERBATIM)

add_custom_target(pages ALL DEPENDS ${built})
